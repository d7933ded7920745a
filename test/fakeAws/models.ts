import { dataSync } from "./dataSync";
import { ecs } from "./ecs";
import { events } from "./events";
import { iam, iamFunctions } from "./iam";
import { kms } from "./kms";
import type { Functions, Models } from "./model";
import { locationFunctions } from "./locationFunctions";
import { s3 } from "./s3";
import { scheduler } from "./scheduler";
import { securityGroups } from "./securityGroups";
import { serviceLinkedRoles } from "./serviceLinkedRoles";
import { sns } from "./sns";
import { ssm } from "./ssm";
import { vpcEndpoints } from "./vpcEndpoints";

/** Every resource type of the fake AWS. Any other type is an error. */
export const models: Models = {
    ...iam,
    ...serviceLinkedRoles,
    ...ssm,
    ...dataSync,
    ...sns,
    ...events,
    ...scheduler,
    ...kms,
    ...ecs,
    ...s3,
    ...securityGroups,
    ...vpcEndpoints,
};

/** Every function of the fake AWS. Any other function is an error. */
export const functions: Functions = { ...locationFunctions, ...iamFunctions };
