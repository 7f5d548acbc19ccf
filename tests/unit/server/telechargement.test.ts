import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { exigerMemeOrigine, reponseErreur } from "@/lib/server/api";
import { politiqueFichiers } from "@/lib/server/en-tetes";
import { dispositionJointe, quiAvance, refuserTete, reponseFichier, reponseTexte } from "@/lib/server/telechargement";

describe("un fichier remis", () => {
  test.each([
    ["simple.pdf", `attachment; filename="simple.pdf"; filename*=UTF-8''simple.pdf`],
    [
      "délibération n° 3.pdf",
      `attachment; filename="deliberation n_ 3.pdf"; filename*=UTF-8''d%C3%A9lib%C3%A9ration%20n%C2%B0%203.pdf`,
    ],
    ['a"b;c\\d%.pdf', `attachment; filename="a_b_c_d_.pdf"; filename*=UTF-8''a%22b%3Bc%5Cd%25.pdf`],
    ["l'été (1)*.pdf", `attachment; filename="l'ete (1)*.pdf"; filename*=UTF-8''l%27%C3%A9t%C3%A9%20%281%29%2A.pdf`],
    [
      "a\r\nSet-Cookie: x.pdf",
      `attachment; filename="a__Set-Cookie: x.pdf"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x.pdf`,
    ],
  ])("%s porte son nom", (nom, attendu) => {
    expect(dispositionJointe(nom)).toBe(attendu);
  });

  test("composé en mémoire : un tableau, sauf mention contraire, et son poids en octets", async () => {
    const reponse = reponseTexte({ nom: "liste.csv", texte: "é;1" });
    expect(reponse.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(reponse.headers.get("content-length")).toBe("4");
    expect(await reponse.text()).toBe("é;1");
    expect(reponseTexte({ nom: "a.json", texte: "{}", typeMime: "application/json" }).headers.get("content-type")).toBe(
      "application/json",
    );
  });

  test("une erreur se lit comme celle d’une route, et d’une action quand un formulaire envoie", async () => {
    const faute = { code: "trop_de_demandes", message: "Attendez.", attendre: 9 } as const;
    expect(await reponseErreur(faute).json()).toEqual({ erreur: "trop_de_demandes", message: "Attendez." });
    const envoi = reponseErreur(faute, true);
    expect(envoi.headers.get("retry-after")).toBe("9");
    expect(await envoi.json()).toEqual({ erreur: "trop_de_demandes", message: "Attendez.", ok: false, error: faute });
  });

  test("ne s’exécute jamais dans le service", () => {
    const { headers } = reponseFichier("x", { nom: "a.html", typeMime: "text/html", octets: 1 });
    expect(headers.get("content-disposition")).toMatch(/^attachment/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(politiqueFichiers("/api/v1/pieces/x")).toMatch(/^sandbox; default-src 'none'/);
    expect(politiqueFichiers("/dossiers/x/apercu.pdf")).not.toContain("sandbox");
    expect(headers.get("cache-control")).toBe("private, no-store");
  });
});

describe("un téléchargement que personne ne prend", () => {
  /** A source that never ends, and says when it is thrown away. */
  function source() {
    const etat = { produits: 0, jete: false };
    const flux = new ReadableStream<Uint8Array>(
      {
        pull(sortie) {
          etat.produits += 1;
          sortie.enqueue(new Uint8Array(10));
        },
        cancel() {
          etat.jete = true;
        },
      },
      { highWaterMark: 0 },
    );
    return { etat, flux };
  }

  test("est coupé quand il n’avance plus, et ce qui le produisait est jeté", async () => {
    vi.useFakeTimers();
    try {
      const { etat, flux } = source();
      const lecteur = quiAvance(flux, 1_000).getReader();
      for (let i = 0; i < 5; i += 1) {
        expect((await lecteur.read()).value?.byteLength).toBe(10);
        await vi.advanceTimersByTimeAsync(900);
      }
      expect(etat).toEqual({ produits: 5, jete: false });
      await vi.advanceTimersByTimeAsync(200);
      expect(etat.jete).toBe(true);
      await expect(lecteur.read()).rejects.toThrow("n’avance plus");
    } finally {
      vi.useRealTimers();
    }
  });

  test("abandonné par la personne, il est jeté aussitôt", async () => {
    const { etat, flux } = source();
    const corps = reponseFichier(flux, { nom: "a.zip", typeMime: "application/zip", octets: 9 }).body;
    await corps?.cancel();
    expect(etat).toEqual({ produits: 0, jete: true });
  });

  test("HEAD ne fait rien", () => {
    expect(refuserTete().status).toBe(405);
    expect(refuserTete().headers.get("allow")).toBe("GET");
    for (const fichier of readdirSync("app", { recursive: true, encoding: "utf8" }).filter((f) =>
      f.endsWith("/route.ts"),
    )) {
      const texte = readFileSync(`app/${fichier}`, "utf8");
      if (/\breponse(?:Fichier|Flux|Texte)\(|apercevoirPaquet\(/.test(texte))
        expect(texte, fichier).toContain("export const HEAD = refuserTete;");
    }
  });
});

describe("l’origine d’un envoi", () => {
  const envoi = (en: Record<string, string>) =>
    exigerMemeOrigine(new Request("http://interne/", { method: "POST", headers: en }));

  test.each([
    [{ origin: "https://rigel.fr", host: "rigel.fr", "sec-fetch-site": "same-origin" }],
    [{ origin: "https://rigel.fr", host: "interne:3000", "x-forwarded-host": "rigel.fr" }],
    [{ host: "rigel.fr" }],
  ])("acceptée : %j", (en) => {
    expect(() => envoi(en as Record<string, string>)).not.toThrow();
  });

  test.each([
    [{ origin: "https://autre.fr", host: "rigel.fr" }],
    [{ origin: "https://rigel.fr", host: "rigel.fr", "sec-fetch-site": "cross-site" }],
    [{ origin: "null", host: "rigel.fr" }],
    [{ host: "rigel.fr", "sec-fetch-site": "same-site" }],
    [{ host: "rigel.fr", "sec-fetch-site": "same-origin" }],
  ])("refusée : %j", (en) => {
    expect(() => envoi(en as Record<string, string>)).toThrow("ne vient pas d’une page de ce service");
  });
});
