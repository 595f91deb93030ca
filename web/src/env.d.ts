/** Public variables of the build; they end up in what everybody can read. */
interface ImportMetaEnv {
  /** A key that may send events, of the organisation that hears how the dashboard does. */
  readonly PUBLIC_TELEMETRY_KEY?: string;
  readonly PUBLIC_TELEMETRY_ENVIRONMENT?: string;
  /** Share of visits of which timings are told, from 0 to 1; a quarter unless said. */
  readonly PUBLIC_TELEMETRY_SHARE?: string;
}
