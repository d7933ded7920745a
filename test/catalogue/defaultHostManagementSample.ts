import type { DefaultHostManagementArgs, Unwrap } from "../../components/args";
import * as instanceSample from "./managedInstanceSample";

type Args = Unwrap<DefaultHostManagementArgs>;

export const administrators = { grantees: { groups: ["platform"] } };

/** A core made here, every feature, and people who may change the setting. */
export const everything: Args = {
    awsManagedCore: false,
    ec2Messages: true,
    sourceRegions: ["eu-west-1", "eu-west-2"],
    ...instanceSample.features,
    administrators,
};
