/** Every access pattern, in the order a reader should meet them. A new pattern is a new file and a new line here. */
export { runCommand } from "./runCommand";
export type * from "./plan";
export type { Identity } from "./names";
export type { Place } from "./place";

import { runCommand } from "./runCommand";

export const patterns = [runCommand] as const;
