import { createScopes } from '../../src/microsoft/scopes';

describe('A scope', () => {
  it('follows its own work through every wait, and ends with it', async () => {
    const scopes = createScopes();
    const seen = (correlationId: string): Promise<string | undefined> =>
      scopes.run({ correlationId }, async () => {
        await new Promise(setImmediate);
        return scopes.current()?.correlationId;
      });
    await expect(Promise.all([seen('one'), seen('two')])).resolves.toEqual(['one', 'two']);
    expect(scopes.current()).toBeUndefined();
  });
});
