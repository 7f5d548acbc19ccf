import { describe, expect, test } from "vitest";
import { exigerMemeOrigine, reponseErreur } from "@/lib/server/api";
import { politiqueFichiers } from "@/lib/server/en-tetes";
import { dispositionJointe, reponseFichier, reponseTexte } from "@/lib/server/telechargement";

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
