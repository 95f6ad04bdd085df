// Commits requests without end and says so after each; it is killed from outside.
import { openTestStore } from './openTestStore';
import { sampleRequest } from './sampleRequest';

async function commitWithoutEnd(folder: string): Promise<void> {
  const { store } = await openTestStore({ folder });
  for (;;) {
    const request = sampleRequest();
    await store.requests.create(
      request,
      () => ({ audit: [{ kind: 'created', body: {} }], messages: [] }),
      () => undefined,
    );
    process.stdout.write(`${request.id}\n`);
  }
}

void commitWithoutEnd(process.argv[2] ?? '');
