module ssm-access/test/engine/cli

go 1.25.0
