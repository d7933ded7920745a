import * as policy from "@pulumi/policy";

/** Wraps properties in Pulumi's proxy for unknown values, as a policy receives them. The package's types omit it. */
export const unknownChecking = (
    policy as unknown as { readonly unknownCheckingProxy: (props: unknown) => Record<string, unknown> }
).unknownCheckingProxy;
