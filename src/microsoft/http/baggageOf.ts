/**
 * The header `baggage` by which a call names the step that makes it, for whoever reads the log of a proxy on the way
 * (W3C, Propagation format for distributed context: Baggage). Services ignore it.
 */
export function baggageOf(step: string): string {
  return `countersign.step=${encodeURIComponent(step)}`;
}
