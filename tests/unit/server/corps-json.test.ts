import { describe, expect, test } from "vitest";
import { lireCorpsJson } from "@/lib/server/corps-json";

const demande = (corps: BodyInit | null) =>
  new Request("http://localhost/", { method: "POST", body: corps, duplex: "half" } as RequestInit);

/** Never ends, and tells no length. */
const sansFin = () => {
  let donnes = 0;
  const flux = new ReadableStream<Uint8Array>({
    pull(c) {
      donnes += 1;
      c.enqueue(new Uint8Array(1_000));
    },
  });
  return { flux, donnes: () => donnes };
};

describe("le corps d’une demande", () => {
  test.each([
    ['{"a":1}', { a: 1 }],
    ["", null],
    ["pas du JSON", null],
    ['{"a":', null],
  ])("« %s » se lit %j", async (texte, lu) => {
    expect(await lireCorpsJson(demande(texte), 100)).toEqual(lu);
  });

  test("exactement la limite passe, un octet de plus non", async () => {
    expect(await lireCorpsJson(demande('"12345678"'), 10)).toBe("12345678");
    await expect(lireCorpsJson(demande('"123456789"'), 10)).rejects.toMatchObject({ code: "trop_lourd" });
  });

  test("sans longueur annoncée et sans fin : la lecture s’arrête à la limite", async () => {
    const { flux, donnes } = sansFin();
    await expect(lireCorpsJson(demande(flux), 5_000)).rejects.toMatchObject({ code: "trop_lourd" });
    expect(donnes()).toBeLessThan(10);
  });
});
