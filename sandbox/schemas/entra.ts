import { z } from 'zod/v4';

/** The answer of the token endpoint to a code that a browser brought. */
export const entraSignedIn = z.strictObject({
  token_type: z.literal('Bearer'),
  scope: z.string(),
  expires_in: z.int().positive(),
  ext_expires_in: z.int().positive(),
  access_token: z.string(),
  id_token: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/),
});

/** The answer of the token endpoint to client credentials. */
export const entraToken = z.strictObject({
  token_type: z.literal('Bearer'),
  expires_in: z.int().positive(),
  ext_expires_in: z.int().positive(),
  access_token: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/),
});
