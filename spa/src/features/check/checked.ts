/** What the check needs of the page that it stands beside. */
export interface Checked {
  /** The tailoring, and the version that its lines are at. */
  id: string;
  version: number;
  /** What the page itself says of its letters and its length. */
  said: readonly string[];
  /** Send what was typed and not sent yet. */
  flush: () => Promise<void>;
  /** What a field is called, and the entry that it stands in ("" for the head). */
  label: (path: string) => string;
  title: (path: string) => string;
  /** Its words as they stand. */
  text: (path: string) => string;
  /** The entry that a path belongs to, or "basics". */
  owner: (path: string) => string;
  /** Open the field and put the keyboard there. */
  go: (path: string) => void;
}
