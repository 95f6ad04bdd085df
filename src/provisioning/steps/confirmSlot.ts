import type { Step } from '../step';

/** Reads the environment's slots once more: this request's own slot must be among them. */
export const confirmSlot: Step = {
  name: 'confirmSlot',
  forward: {
    readings: 1,
    attempts: 1,
    look: async (work) => {
      const slots = await work.countSlots();
      if (slots.used + slots.reserved > slots.limit) {
        return { is: 'refused', why: { code: 'noSlot', facts: { used: slots.used, limit: slots.limit } } };
      }
      return {
        is: 'done',
        seen: {
          from: `Dataverse, ${work.environment.name}`,
          facts: { used: slots.used, held: slots.reserved, limit: slots.limit },
        },
      };
    },
  },
};
