import { describe, expect, test } from "vitest";
import { aPart, ProcessusArrete } from "@/lib/server/processus-a-part";

const GOURMAND = "tests/fixtures/processus/gourmand.ts";
const bornes = { dureeMs: 30_000, memoireMo: 128, residentMo: 400, reponseMax: 1_000 };

describe("un traitement à part", () => {
  test("répond", async () => {
    expect(await aPart(GOURMAND, {}, bornes)).toEqual({ pris: 0 });
  }, 30_000);

  test("s’arrête quand il prend de la mémoire que le tas ne compte pas", async () => {
    await expect(aPart(GOURMAND, { octets: 4_000_000_000 }, bornes)).rejects.toBeInstanceOf(ProcessusArrete);
  }, 30_000);

  test("s’arrête au bout de son temps, et une réponse trop longue ne compte pas", async () => {
    const courtes = { ...bornes, dureeMs: 4_000 };
    await expect(aPart(GOURMAND, { sansFin: true }, courtes)).rejects.toMatchObject({ raison: "temps" });
    await expect(aPart(GOURMAND, {}, { ...bornes, reponseMax: 3 })).rejects.toBeInstanceOf(ProcessusArrete);
  }, 30_000);
});
