import { allow, passRole } from "../../policypack/iam";
import type { MaintenanceWindowAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { physicalName, type NamingScope } from "../pattern/naming";
import { arn, type AwsLocation } from "../pattern/location";
import { grant, type PlannedDocument } from "../pattern/pattern";
import { servicePrincipal } from "../statements/servicePrincipal";
import { requireTags } from "../statements/tagConditions";
import { windowRole, type WindowNameArgs } from "./role";

/** The registrars policy, and the tag that identifies a window. */

type Args = Unwrap<MaintenanceWindowAccessArgs>;

/** The explicit or computed name of the window. */
export const windowName = (scope: NamingScope, { window }: WindowNameArgs): string =>
    window?.windowName ?? physicalName(scope, "window", "maintenanceWindow");

/** The tag key of windows that a component creates. Policies match it, because AWS assigns the window ID. */
export const windowTagKey = "ssm-access:maintenance-window";

/** The tag of a window with this name. */
export const windowTags = (name: string): Readonly<Record<string, string>> => ({ [windowTagKey]: name });

/** The permissions of registrars, including the one role that they may pass. */
export const registrars = (scope: NamingScope, location: AwsLocation, args: Args): PlannedDocument => {
    const role = windowRole(scope, args);
    const tags = args.registrars?.windowTags ?? (args.window && windowTags(windowName(scope, args)));
    return grant(
        allow(
            "ChangeWindows",
            [
                "ssm:GetMaintenanceWindow",
                "ssm:GetMaintenanceWindowTask",
                "ssm:DescribeMaintenanceWindowTargets",
                "ssm:DescribeMaintenanceWindowTasks",
                "ssm:DescribeMaintenanceWindowExecutions",
                "ssm:RegisterTargetWithMaintenanceWindow",
                "ssm:RegisterTaskWithMaintenanceWindow",
                "ssm:UpdateMaintenanceWindowTarget",
                "ssm:UpdateMaintenanceWindowTask",
                "ssm:DeregisterTargetFromMaintenanceWindow",
                "ssm:DeregisterTaskFromMaintenanceWindow",
            ],
            [arn(location, "ssm", "maintenancewindow/*")],
            requireTags("aws:ResourceTag", tags),
        ),
        // These actions also require the window, so its tag limits them too. Tasks and targets have no tags.
        allow(
            "ChangeTargets",
            ["ssm:UpdateMaintenanceWindowTarget", "ssm:DeregisterTargetFromMaintenanceWindow"],
            [arn(location, "ssm", "windowtarget/*")],
        ),
        allow(
            "ChangeTasks",
            ["ssm:UpdateMaintenanceWindowTask", "ssm:DeregisterTaskFromMaintenanceWindow"],
            [arn(location, "ssm", "windowtask/*")],
        ),
        allow(
            "ListWindows",
            [
                "ssm:DescribeMaintenanceWindows",
                "ssm:DescribeMaintenanceWindowSchedule",
                ...(args.registrars?.createWindows === true ? ["ssm:CreateMaintenanceWindow"] : []),
            ],
            ["*"],
        ),
        allow("ReadWindowRole", ["iam:GetRole"], [role.arn]),
        args.serviceLinkedRole === true
            ? allow("CreateServiceLinkedRole", ["iam:CreateServiceLinkedRole"], [role.arn], {
                  StringEquals: { "iam:AWSServiceName": servicePrincipal(location, "ssm") },
              })
            : passRole("PassWindowRole", [role.arn], servicePrincipal(location, "ssm")),
    );
};
