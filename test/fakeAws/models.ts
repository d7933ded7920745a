import { dataSync } from "./dataSync";
import { events } from "./events";
import { iam, iamFunctions } from "./iam";
import { kms } from "./kms";
import type { Functions, Models } from "./model";
import { placeFunctions } from "./place";
import { s3 } from "./s3";
import { scheduler } from "./scheduler";
import { securityGroups } from "./securityGroups";
import { serviceLinkedRoles } from "./serviceLinkedRoles";
import { sns } from "./sns";
import { ssm } from "./ssm";
import { vpcEndpoints } from "./vpcEndpoints";

/** Every resource type that the stand-in knows; any other is refused. */
export const models: Models = {
    ...iam,
    ...serviceLinkedRoles,
    ...ssm,
    ...dataSync,
    ...sns,
    ...events,
    ...scheduler,
    ...kms,
    ...s3,
    ...securityGroups,
    ...vpcEndpoints,
};

/** Every function that the stand-in answers; any other is refused. */
export const functions: Functions = { ...placeFunctions, ...iamFunctions };
