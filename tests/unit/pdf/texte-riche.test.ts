import { beforeAll, describe, expect, it } from "vitest";
import { produireDossierPdf } from "@/lib/pdf/dossier";
import { extraireDossier } from "@/lib/pdf/extraction";
import { mesurerTexte, mesurerTextes } from "@/lib/pdf/mesure";
import { dossierRiche, entreeDe } from "@/tests/outils/pdf/dossiers";
import { type Lecture, lirePdf, parcourir, texteEntier, tous } from "@/tests/outils/pdf/lecture";

let lu: Lecture;
let octets: Uint8Array;
beforeAll(async () => {
  octets = await produireDossierPdf(entreeDe(dossierRiche()));
  lu = await lirePdf(octets);
}, 120_000);

describe("une réponse longue dans le PDF, relue par son arbre", () => {
  it("a ses titres sous celui de la question, sans en sauter", () => {
    const titres = tous(lu.racine, "H1", "H2", "H3", "H4", "H5");
    const rang = titres.findIndex((t) => t.texte === "Constats du territoire");
    expect(titres.slice(rang - 2, rang + 3).map((t) => [t.type, t.texte])).toEqual([
      ["H3", "Diagnostic"],
      ["H4", "Emploi d’abord"],
      ["H4", "Constats du territoire"],
      ["H5", "Emploi"],
      ["H3", "Besoins économiques"],
    ]);
    let precedent = 0;
    for (const t of titres) {
      expect(Number(t.type[1])).toBeLessThanOrEqual(precedent + 1);
      precedent = Number(t.type[1]);
    }
  });

  it("a ses listes, l’une dans l’autre", () => {
    const liste = tous(lu.racine, "L").find((l) => texteEntier(l).includes("Soudure"));
    expect(liste && tous(liste, "Lbl").map((n) => n.texte.trim())).toEqual(["1.", "–", "2."]);
    expect(liste && tous(liste, "L")).toHaveLength(2);
  });

  it("a ses tableaux avec leurs en-têtes, répétés pour l’œil après un saut de page", () => {
    const tableau = tous(lu.racine, "Table").find((t) => texteEntier(t).includes("Lycée 1,"));
    expect(tableau && tous(tableau, "TH").map((n) => [n.texte, n.portee])).toEqual([
      ["Établissement", "Column"],
      ["Places", "Column"],
    ]);
    expect(tableau && tous(tableau, "TD")).toHaveLength(160);
    expect(lu.artefacts.filter((a) => a.includes("Établissement")).length).toBeGreaterThan(0);
  });

  it("a ses liens, chacun un élément", () => {
    expect(tous(lu.racine, "Link").map((n) => n.texte)).toContain("étude de l’observatoire");
  });

  it("ne dessine rien hors d’un élément ou d’un artefact, et montre ce qui ressemble à du HTML", () => {
    expect(lu.horsMarque).toEqual([]);
    expect([...parcourir(lu.racine)].some((n) => n.texte.includes("<b>2 * 3 * 4</b>"))).toBe(true);
  });

  it("porte les données telles quelles", async () => {
    const extrait = await extraireDossier(octets);
    expect(extrait.ok && (extrait.donnees as ReturnType<typeof dossierRiche>).reponses).toEqual(
      dossierRiche().reponses,
    );
  });
});

describe("longueur imprimée", () => {
  it("suit la vraie mise en page : deux fois plus de texte, deux fois plus de pages", () => {
    const phrase = "Le bassin compte des emplois à pourvoir dans l’industrie. ".repeat(10);
    const une = Array.from({ length: 10 }, () => phrase).join("\n\n");
    expect(mesurerTexte(une)).toBeGreaterThan(0.8);
    expect(mesurerTexte(`${une}\n\n${une}`) / mesurerTexte(une)).toBeCloseTo(2, 0);
    expect(mesurerTexte("Un mot.")).toBeLessThan(0.05);
  });

  it("compte comme le document : les pages du PDF croissent d’autant", async () => {
    const nu = dossierRiche();
    const texte = "Une phrase du dossier, ni longue ni courte, pour remplir la page. ".repeat(90).trim();
    const avec = (egalite: string | null) => ({ ...nu, reponses: { ...nu.reponses, egalite } });
    const long = Array.from({ length: 3 }, () => texte).join("\n\n");
    const pages = async (t: string | null) =>
      (await lirePdf(await produireDossierPdf(entreeDe(avec(t))))).artefacts.length;
    const ecart = (await pages(long)) - (await pages("Une phrase."));
    expect(Math.abs(mesurerTexte(long) - ecart)).toBeLessThanOrEqual(1);
    expect(await mesurerTextes([{ titre: "Égalité", texte: long }])).toBeGreaterThan(mesurerTexte(long));
  });
});
