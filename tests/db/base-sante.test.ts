import { afterEach, describe, expect, test } from "vitest";
import { GET } from "@/app/api/sante/route";
import { nomBase, utiliserBase } from "@/lib/server/base";
import { sonder } from "@/lib/server/base/sonde";
import paquet from "@/package.json";
import type { PrismaClient } from "@/prisma/genere/client";
import { type BaseDeTest, baseDeTest } from "./outils";

let ouverte: BaseDeTest | undefined;
afterEach(async () => {
  await ouverte?.fermer();
  ouverte = undefined;
});

/** A client whose every query does what is asked here. */
const clientQui = (reponse: () => Promise<unknown>) => ({ $queryRaw: reponse }) as unknown as PrismaClient;

describe("GET /api/sante", () => {
  test("répond 200 avec la base et la version, sans cache", async () => {
    ouverte = await baseDeTest();
    const reponse = await GET();
    expect(reponse.status).toBe(200);
    expect(reponse.headers.get("cache-control")).toBe("no-store");
    expect(await reponse.json()).toEqual({ statut: "ok", base: nomBase(), version: paquet.version });
  });

  test("répond 503 avec le motif quand la base ne répond pas, sans mot de passe", async () => {
    utiliserBase(
      clientQui(async () => {
        throw new Error("Invalid query\n\nCan't reach postgresql://rigel:motdepasse@serveur/rigel");
      }),
    );
    const reponse = await GET();
    expect(reponse.status).toBe(503);
    expect(reponse.headers.get("cache-control")).toBe("no-store");
    const corps = await reponse.json();
    expect(corps.statut).toBe("indisponible");
    expect(corps.motif).toBe(
      "La base de données ne répond pas (Can't reach postgresql://rigel:[masqué]@serveur/rigel).",
    );
  });

  test("n’attend pas une base muette plus longtemps que son délai", async () => {
    utiliserBase(clientQui(() => new Promise(() => undefined)));
    expect(await sonder(20)).toEqual({ ok: false, motif: "La base de données ne répond pas (rien en 0.02 s)." });
  });
});
