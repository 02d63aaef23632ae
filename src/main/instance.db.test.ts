import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";

describe("an instance", () => {
  let instance: TestInstance;
  beforeAll(async () => {
    instance = await testInstance();
  });
  afterAll(() => instance.stop());

  test("says that it is ready", async () => {
    const response = await fetch(`${instance.url}/api/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ready: true });
  });
});
