import { iam } from "./iam";
import type { Models } from "./model";

/** Every resource type that the stand-in knows; any other is refused. */
export const models: Models = { ...iam };
