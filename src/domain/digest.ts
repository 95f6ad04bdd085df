/** A digest as people compare it: `4F7A-91C2`, its first eight digits. */
export function shortDigest(digest: string): string {
  const digits = digest.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
  return `${digits.slice(0, 4)}-${digits.slice(4, 8)}`;
}
