// @vitest-environment jsdom
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { couper } from "@/components/dossier/texte/collage/lire-collage";
import { blocsDe, documentDe } from "@/components/dossier/texte/moteur/conversion";
import { creerEditeur } from "@/components/dossier/texte/moteur/editeur";
import { lireTexte } from "@/lib/domain/texte-riche";
import { ecrireTexte } from "@/lib/domain/texte-riche/ecrire";

const texte = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "*",
        "**",
        "[a](https://a.invalid)",
        "|",
        "\\",
        "## ",
        "### ",
        "- ",
        "1. ",
        "2. ",
        "  ",
        "\n",
        "\n\n",
        "| a | b |\n| --- | --- |\n| c |",
        "<b>",
        "😀",
      ),
      fc.constantFrom("mot", "le projet", "9"),
    ),
    { maxLength: 20 },
  )
  .map((t) => t.join(""));

test("ouvrir un texte dans l’éditeur puis l’écrire ne change rien à ce qui se lit", () => {
  fc.assert(
    fc.property(texte, (t) => {
      const lu = lireTexte(t);
      const doc = documentDe(lu);
      doc.check();
      expect(lireTexte(ecrireTexte(blocsDe(doc)))).toEqual(lu);
    }),
    { numRuns: 600 },
  );
});

test("un lien collé à un mot en italique garde chacun le sien", () => {
  const lu = lireTexte("[a](https://a.invalid)*mot*");
  expect(ecrireTexte(lu)).toBe("[a](https://a.invalid)*mot*");
  expect(lireTexte(ecrireTexte(blocsDe(documentDe(lu))))).toEqual(lu);
});

test("ce qui est coupé tient dans la place qui reste", () => {
  fc.assert(
    fc.property(texte, fc.nat(120), (t, place) => {
      const { blocs, coupe } = couper(lireTexte(t), place);
      expect(ecrireTexte(blocs).length).toBeLessThanOrEqual(place);
      expect(coupe).toBe(ecrireTexte(lireTexte(t)).length > place);
    }),
    { numRuns: 600 },
  );
});

function ouvrir(valeur: string, surAvis: Parameters<typeof creerEditeur>[1]["surAvis"] = () => undefined) {
  const hote = document.createElement("div");
  document.body.append(hote);
  const ecrits: string[] = [];
  const editeur = creerEditeur(hote, {
    valeur,
    curseur: null,
    attributs: { id: "champ", role: "textbox", "aria-multiline": "true" },
    surChangement: (v) => ecrits.push(v),
    surEtat: () => undefined,
    surAvis,
    surSortie: () => undefined,
    surLien: () => undefined,
  });
  const zone = hote.firstElementChild as HTMLElement;
  return { editeur, zone, ecrits };
}

describe("l’éditeur", () => {
  test("une image laissée de côté est proposée en annexe ; l’image que Word fait de tout texte copié ne l’est pas", () => {
    const recus: [readonly string[], number][] = [];
    const { editeur } = ouvrir("", (avis, images) => recus.push([avis, images.length]));
    const images = [new File(["x"], "image.png", { type: "image/png" })];
    editeur.inserer({ html: "", texte: "", images });
    editeur.inserer({ html: '<p>Le plan <img src="file:///c.png"> du site</p>', texte: "Le plan du site", images });
    editeur.inserer({ html: "<p>Du <b>texte</b></p>", texte: "Du texte", images });
    expect(recus).toEqual([
      [["image"], 1],
      [["image"], 1],
      [[], 0],
    ]);
    editeur.fermer();
  });

  test("est un champ de texte nommé, sans style ni script", () => {
    const { zone, editeur } = ouvrir('## Titre\n\n<img src=x onerror="alert(1)"> et [x](javascript:alert(1))');
    expect([zone.id, zone.getAttribute("role"), zone.getAttribute("contenteditable")]).toEqual([
      "champ",
      "textbox",
      "true",
    ]);
    expect(zone.querySelector("img, script, a, [style]")).toBeNull();
    expect(zone.textContent).toContain("onerror");
    editeur.attributs({ id: "champ", role: "textbox", "aria-invalid": "true" });
    expect(zone.getAttribute("aria-invalid")).toBe("true");
    editeur.fermer();
  });

  test("montre ce qui vient d’ailleurs sans l’écrire à nouveau, et sans toucher au reste", () => {
    const { zone, editeur, ecrits } = ouvrir("Un paragraphe.\n\nUn autre.");
    const premier = zone.firstElementChild;
    editeur.montrer("Un paragraphe.\n\nUn autre, changé.\n\n- suite");
    expect(zone.firstElementChild).toBe(premier);
    expect(zone.textContent).toBe("Un paragraphe.Un autre, changé.suite");
    editeur.montrer("");
    expect(zone.textContent).toBe("");
    editeur.montrer("aaa");
    editeur.montrer("aa");
    editeur.montrer("aaaa");
    expect(zone.textContent).toBe("aaaa");
    expect(ecrits).toEqual([]);
    editeur.fermer();
  });
});
