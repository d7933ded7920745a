import { asgStandby } from "./asgStandby";

export const awsASGEnterStandby = asgStandby({
    name: "AWS-ASGEnterStandby",
    page: "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-asgenterstandby.html",
    action: "autoscaling:EnterStandby",
});
