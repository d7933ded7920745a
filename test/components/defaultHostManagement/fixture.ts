import type { DefaultHostManagementArgs } from "../../../components/defaultHostManagement/args";
import type { Unwrap } from "../../../components/pattern/args";
import * as instanceSample from "../managedInstance/fixture";

type Args = Unwrap<DefaultHostManagementArgs>;

export const administrators = { grantees: { groups: ["platform"] } };

/** An own core policy for two Regions, all features, and administrators. */
export const everything: Args = {
    awsManagedCore: false,
    ec2Messages: true,
    sourceRegions: ["eu-west-1", "eu-west-2"],
    furtherRegions: ["eu-west-2"],
    ...instanceSample.features,
    administrators,
};
