import * as policy from "@pulumi/policy";

/** Properties behind Pulumi's guard over unknown values, as a policy gets them. Its types leave the function out. */
export const unknownChecking = (
    policy as unknown as { readonly unknownCheckingProxy: (props: unknown) => Record<string, unknown> }
).unknownCheckingProxy;
