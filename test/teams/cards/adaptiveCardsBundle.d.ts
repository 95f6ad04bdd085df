/** The bundle is what Node can load; it has the package's own types, which stand elsewhere. */
declare module 'adaptivecards/dist/adaptivecards.js' {
  export { AdaptiveCard, SerializationContext, Versions } from 'adaptivecards';
}
