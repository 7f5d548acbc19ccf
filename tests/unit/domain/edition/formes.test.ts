import { expect, test } from "vitest";
import { z } from "zod";
import { FORMES, type Forme, formeDe, listesDe, SECTIONS_EDITABLES } from "@/lib/domain/edition/formes";
import { LISTES_FICHIER } from "@/lib/schemas/contenus";
import { SCHEMAS_SECTION } from "@/lib/schemas/sections";

/** Peels the wrappers off a schema. */
function nu(schema: z.core.$ZodType): z.core.$ZodType {
  let s = schema;
  for (;;) {
    if (s instanceof z.ZodOptional || s instanceof z.ZodNullable) s = s.unwrap();
    else if (s instanceof z.ZodPipe) s = s.in instanceof z.ZodTransform ? s.out : s.in;
    else return s;
  }
}

const champs = (objet: z.ZodObject): Record<string, z.core.$ZodType> => objet.shape as never;

/** What a shape says of a schema must be so; anything may be one whole value. */
function comparer(chemin: string, forme: Forme, brut: z.core.$ZodType): void {
  const schema = nu(brut);
  const dit = { chemin, genre: forme.genre };
  if (forme.genre === "valeur") return;
  if (forme.genre === "dictionnaire") {
    expect({ ...dit, juste: schema instanceof z.ZodRecord }).toEqual({ ...dit, juste: true });
    return;
  }
  let objet = schema;
  let cle: string[] = [];
  if (forme.genre === "liste") {
    expect({ ...dit, juste: schema instanceof z.ZodArray }).toEqual({ ...dit, juste: true });
    objet = nu((schema as z.ZodArray).element);
    cle = [forme.cle];
  }
  expect({ ...dit, juste: objet instanceof z.ZodObject }).toEqual({ ...dit, juste: true });
  const attendus = champs(objet as z.ZodObject);
  expect({ chemin, champs: [...cle, ...Object.keys(forme.champs)].sort() }).toEqual({
    chemin,
    champs: Object.keys(attendus).sort(),
  });
  for (const [nom, sous] of Object.entries(forme.champs))
    comparer(`${chemin}/${nom}`, sous, attendus[nom] as z.core.$ZodType);
}

test("les formes sont exactement celles des schémas des sections, champ par champ", () => {
  expect(SECTIONS_EDITABLES.toSorted()).toEqual(Object.keys(SCHEMAS_SECTION).toSorted());
  for (const section of SECTIONS_EDITABLES) comparer(section, formeDe(section), SCHEMAS_SECTION[section]);
});

test("toute liste d’objets d’une section a sa forme de liste", () => {
  for (const section of SECTIONS_EDITABLES)
    for (const [nom, brut] of Object.entries(champs(SCHEMAS_SECTION[section]))) {
      const schema = nu(brut);
      const liste = schema instanceof z.ZodArray && nu(schema.element) instanceof z.ZodObject;
      expect({ section, nom, liste }).toEqual({ section, nom, liste: listesDe(section).includes(nom) });
    }
});

test("les listes à clés du fichier sont celles des sections, les partenaires à part", () => {
  const listes = Object.keys(FORMES).flatMap((s) => listesDe(s as keyof typeof FORMES));
  expect(listes.filter((nom) => nom !== "partenaires").toSorted()).toEqual([...LISTES_FICHIER].toSorted());
});
