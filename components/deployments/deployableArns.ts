/** Which ARNs a deployer can be let change, by the kinds of resources that a stack is made of. */
import { deployableResourceTypes, type DeployableResourceType } from "./resourceTypes";
import type { ValueConstraint } from "../pattern/constraints";

/** The ARN of anything that a stack makes and a deployer can be let change. */
export const deployableArn: ValueConstraint = {
    description: `an ARN, without a wildcard, of one of: ${deployableResourceTypes
        .map(({ noun }) => noun.replace(/\B[A-Z]/g, " $&").toLowerCase())
        .join(", ")}`,
    pattern: `arn:[a-z-]+:(${deployableResourceTypes
        .map(({ service, resource }) => `${service}:[a-z0-9-]*:(\\d{12})?:${resource}`)
        .join("|")})[^*?$]+`,
};

/** Whether an ARN names something of the kind. */
export const isOfType = (
    arn: string,
    { service, resource }: Pick<DeployableResourceType, "service" | "resource">,
): boolean => {
    const [, , ofService, , , ...rest] = arn.split(":");
    return ofService === service && rest.join(":").startsWith(resource);
};

/** Whether a deployer can be let change what an ARN names; an administrator changes the rest. */
export const canBeDeployed = (arn: string): boolean => deployableResourceTypes.some((kind) => isOfType(arn, kind));
