/** `pulumi stack export`, and the files in which a backend keeps stacks. */
import { getOwn } from "../../policypack/documents/values/paths";
import { providerAccount, providerRegion } from "../../policypack/engine/account";
import { isExport, readExport, type AuditedStack } from "../../policypack/pulumiExport";
import type { ReadInput, ReadingContext, SourceStack, SourceText } from "./input";
import { Lines, memberPosition } from "./positions";

export const isPulumiExport = isExport;

const textAt = (value: unknown, key: string): string | undefined => {
    const found = getOwn(value, key);
    return typeof found === "string" ? found : undefined;
};

/** A stack of Pulumi with the positions of its resources in the text. */
export const positionedStack = (stack: AuditedStack, { text }: SourceText): SourceStack => {
    const position = memberPosition(text, new Lines(text));
    return {
        ...stack,
        resources: stack.resources.map((resource) => ({
            ...resource,
            address: resource.urn,
            arn: textAt(resource.names, "arn"),
            account: providerAccount(resource.provider) ?? resource.accountInState,
            region: providerRegion(resource.provider).region,
            positionOf: () => position("urn", resource.urn),
        })),
    };
};

export const readPulumiExport = (value: unknown, source: SourceText, { organization }: ReadingContext): ReadInput => ({
    file: source.file,
    format: "pulumi-export",
    stacks: [positionedStack(readExport(value, organization), source)],
    unreadable: [],
});
