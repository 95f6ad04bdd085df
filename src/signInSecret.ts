/** How the registration for fresh sign-ins proves that it is the one; the file is PEM, certificate and private key. */
export type SignInSecret = { readonly secret: string } | { readonly certificate: string };
