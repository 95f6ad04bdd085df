import { z } from 'zod/v4';

const attributes = z.strictObject({
  enabled: z.boolean(),
  nbf: z.int().optional(),
  exp: z.int().optional(),
  created: z.int(),
  updated: z.int(),
  recoveryLevel: z.literal('Recoverable+Purgeable'),
  recoverableDays: z.int(),
});
const tags = z.record(z.string().max(256), z.string().max(256));

/** A secret with its value. */
export const vaultSecret = z.strictObject({
  value: z.string(),
  contentType: z.string().optional(),
  id: z.url(),
  attributes,
  tags,
});

/** A version without its value, as a change answers it. */
export const vaultVersion = vaultSecret.omit({ value: true });

/** A page of versions or of secrets. */
export const vaultPage = z.strictObject({
  value: z.array(vaultVersion),
  nextLink: z.url().nullable(),
});

const writtenAttributes = z.strictObject({
  enabled: z.boolean().optional(),
  nbf: z.int().optional(),
  exp: z.int().optional(),
});

/** The body that makes a version; the service takes at most 15 tags and 25 KB. */
export const vaultSetSecret = z.strictObject({
  value: z.string().max(25_600),
  contentType: z.string().max(255).optional(),
  attributes: writtenAttributes.optional(),
  tags: tags.refine((all) => Object.keys(all).length <= 15).optional(),
});

/** The body that changes a version. */
export const vaultUpdateSecret = vaultSetSecret.omit({ value: true });

/** What the vault says when it refuses. */
export const vaultError = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    innererror: z.strictObject({ code: z.string() }).optional(),
  }),
});
