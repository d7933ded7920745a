import { asgStandby } from "./asgStandby";

export const awsASGExitStandby = asgStandby({
    name: "AWS-ASGExitStandby",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-asgexitstandby.html",
    action: "autoscaling:ExitStandby",
});
