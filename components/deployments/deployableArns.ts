/** Which ARNs a deployer can be let change, by the kinds of resources that a stack is made of. */
import { deployedKinds, type DeployedKind } from "./resourceTypes";
import type { ValueLimit } from "../pattern/constraints";

/** The ARN of anything that a stack makes and a deployer can be let change. */
export const deployedArn: ValueLimit = {
    allowed: `an ARN, without a wildcard, of one of: ${deployedKinds
        .map(({ noun }) => noun.replace(/\B[A-Z]/g, " $&").toLowerCase())
        .join(", ")}`,
    pattern: `arn:[a-z-]+:(${deployedKinds
        .map(({ service, resource }) => `${service}:[a-z0-9-]*:(\\d{12})?:${resource}`)
        .join("|")})[^*?$]+`,
};

/** Whether an ARN names something of the kind. */
export const isOfKind = (arn: string, { service, resource }: Pick<DeployedKind, "service" | "resource">): boolean => {
    const [, , ofService, , , ...rest] = arn.split(":");
    return ofService === service && rest.join(":").startsWith(resource);
};

/** Whether a deployer can be let change what an ARN names; an administrator changes the rest. */
export const canBeDeployed = (arn: string): boolean => deployedKinds.some((kind) => isOfKind(arn, kind));
