import type { ParameterAccessArgs } from "../../../components/parameter/args";
import type { Unwrap } from "../../../components/pattern/args";
import { keyArn } from "../managedInstance/fixture";

type Args = Unwrap<ParameterAccessArgs>;

export const readers: NonNullable<Args["readers"]> = {
    grantees: { roles: ["web"] },
    paths: ["/app"],
    names: ["/shared/license", "flat"],
    kmsKeyArns: [keyArn("a")],
};

export const writers: NonNullable<Args["writers"]> = {
    grantees: { groups: ["ops"] },
    paths: ["/app"],
    names: ["flat"],
    kmsKeyArns: [keyArn("a")],
};

/** Readers with exceptions, and writers with every permission. */
export const everything: Args = {
    readers: { ...readers, exceptPaths: ["/app/db/root"], history: true, listAll: true },
    writers: { ...writers, advancedTier: true, deleteParameters: true, parameterPolicies: true, tagParameters: true },
};
