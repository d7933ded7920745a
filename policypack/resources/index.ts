/** The rules on properties that are no policy documents. */
import { activationLimits } from "./activationLimits";
import { deprecatedPolicy } from "./deprecatedPolicy";
import { documentPublic } from "./documentPublic";
import type { ResourceRule } from "./resourceRule";

export type { ResourceFinding, ResourceRule } from "./resourceRule";

/** Every one of them, in the order they are told. */
export const resourceRules: readonly ResourceRule[] = [deprecatedPolicy, activationLimits, documentPublic];
