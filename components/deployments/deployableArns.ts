/** Which ARNs a deployer can be allowed to change, by resource type. */
import { arnParts } from "../../policypack/iam";
import { deployableResourceTypes, type DeployableResourceType } from "./resourceTypes";
import type { ValueConstraint } from "../pattern/constraints";

/** The ARN of a resource that a stack creates and a deployer can be allowed to change. */
export const deployableArn: ValueConstraint = {
    description: `the ARN of a deployable resource: an ARN without a wildcard; types: ${deployableResourceTypes
        .map(({ noun }) => noun.replace(/\B[A-Z]/g, " $&").toLowerCase())
        .join(", ")}`,
    pattern: `arn:[a-z-]+:(${deployableResourceTypes
        .map(({ service, resource }) => `${service}:[a-z0-9-]*:(\\d{12})?:${resource}`)
        .join("|")})[^*?$]+`,
};

/** Whether the ARN is of this resource type. */
export const isOfType = (
    arn: string,
    { service, resource }: Pick<DeployableResourceType, "service" | "resource">,
): boolean => {
    const parts = arnParts(arn);
    return parts?.service === service && parts.resource.startsWith(resource);
};
