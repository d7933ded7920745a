package main

import (
	ssmaccess "example.com/pulumi-ssm-access/sdk/go/ssm-access"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		patching, err := ssmaccess.NewRunCommandAccess(ctx, "patching", &ssmaccess.RunCommandAccessArgs{
			Operator: &ssmaccess.RunCommandOperatorArgs{
				Documents:  []pulumi.StringInput{pulumi.String("Acme-PatchNow")},
				TargetTags: map[string][]pulumi.StringInput{"PatchGroup": {pulumi.String("web")}},
				Grantees:   &ssmaccess.GranteesArgs{Groups: []pulumi.StringInput{pulumi.String("ops")}},
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("operatorPolicyArn", patching.OperatorPolicyArn)
		return nil
	})
}
