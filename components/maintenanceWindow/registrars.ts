import { allow, passRole } from "../../policypack/iam";
import type { MaintenanceWindowAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { physicalName, type NamingScope } from "../pattern/naming";
import { arn } from "../pattern/location";
import { grant, type NameOverrides, type PlannedDocument } from "../pattern/pattern";
import { servicePrincipal } from "../statements/servicePrincipal";
import { requireTags } from "../statements/tagConditions";
import { windowRole } from "./role";

/** Who may register tasks and targets with a window, and how a window is told from others. */

type Args = Unwrap<MaintenanceWindowAccessArgs>;

/** The name given, or computed. */
export const windowName = (scope: NamingScope, { window }: NameOverrides): string =>
    window?.windowName ?? physicalName(scope, "window", "maintenanceWindow");

/** The key of the tag that a window made here carries, so that grants can name a window whose id AWS decides. */
export const windowTagKey = "ssm-access:maintenance-window";

/** The tag itself. */
export const windowTags = (name: string): Readonly<Record<string, string>> => ({ [windowTagKey]: name });

/** What registrars may do, and the one role that they may pass. */
export const registrars = (scope: NamingScope, args: Args): PlannedDocument => {
    const { location } = scope;
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
        // These actions ask for the window too, so that its tag limits them as well; tasks and targets carry no tags.
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
