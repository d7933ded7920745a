import { events } from "./events";
import { iam, iamFunctions } from "./iam";
import { kms } from "./kms";
import type { Functions, Models } from "./model";
import { placeFunctions } from "./place";
import { s3 } from "./s3";
import { scheduler } from "./scheduler";
import { sns } from "./sns";
import { ssm } from "./ssm";

/** Every resource type that the stand-in knows; any other is refused. */
export const models: Models = { ...iam, ...ssm, ...sns, ...events, ...scheduler, ...kms, ...s3 };

/** Every function that the stand-in answers; any other is refused. */
export const functions: Functions = { ...placeFunctions, ...iamFunctions };
