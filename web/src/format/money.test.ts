import { expect, test } from "vitest";
import { formatMoney, formatMoneyAxis, formatMoneyTile, formatRequestMoney, moneyColumn } from "./money.ts";

test("tiles have no cents from $1,000 on", () => {
  expect([6137.4, 999.99, 12.3, 1_234_567].map(formatMoneyTile)).toEqual(["$6,137", "$999.99", "$12.30", "$1.23M"]);
});
test("tables have two decimals, and very small amounts say so", () => {
  expect([4073.011, 0, 0.0004, 0.0042].map(formatMoney)).toEqual(["$4,073.01", "$0.00", "<$0.001", "$0.004"]);
});
test("single requests have three decimals", () => {
  expect([0.0123, 0.0001, 12.5].map(formatRequestMoney)).toEqual(["$0.012", "<$0.001", "$12.50"]);
});
test("axes are short", () =>
  expect([0, 0.05, 600, 1500, 12_000].map(formatMoneyAxis)).toEqual(["$0", "$0.05", "$600", "$1,500", "$12k"]));
test("a column has one precision", () => {
  expect([3104.2, 220.4, 0.2].map(moneyColumn([3104.2, 220.4]))).toEqual(["$3,104", "$220", "<$1"]);
  expect([310.2, 0.5].map(moneyColumn([310.2, 0.5]))).toEqual(["$310.20", "$0.50"]);
});
