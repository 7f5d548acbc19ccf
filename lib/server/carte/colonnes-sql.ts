import "server-only";
import type { ChampMesure } from "@/lib/domain/carte/mesures";
import { Prisma } from "@/prisma/genere/client";

const { sql } = Prisma;

/** Measures as the query of the list names them, of the demand (`d`) and of its constat (`c`): SQL is never made of a variable. */
export const MESURES_SQL: Record<"d" | "c", Record<ChampMesure, Prisma.Sql>> = {
  d: {
    sOuvertes: sql`d."sOuvertes"`,
    sFermees: sql`d."sFermees"`,
    sColoreesOuvertes: sql`d."sColoreesOuvertes"`,
    sColoreesFermees: sql`d."sColoreesFermees"`,
    aOuvertes: sql`d."aOuvertes"`,
    aFermees: sql`d."aFermees"`,
    aColoreesOuvertes: sql`d."aColoreesOuvertes"`,
    aColoreesFermees: sql`d."aColoreesFermees"`,
    sOuvertes2023: sql`d."sOuvertes2023"`,
    sFermees2023: sql`d."sFermees2023"`,
    aOuvertes2023: sql`d."aOuvertes2023"`,
    aFermees2023: sql`d."aFermees2023"`,
    iOuvertes: sql`d."iOuvertes"`,
    iFermees: sql`d."iFermees"`,
    iColoreesOuvertes: sql`d."iColoreesOuvertes"`,
    iColoreesFermees: sql`d."iColoreesFermees"`,
  },
  c: {
    sOuvertes: sql`c."sOuvertes"`,
    sFermees: sql`c."sFermees"`,
    sColoreesOuvertes: sql`c."sColoreesOuvertes"`,
    sColoreesFermees: sql`c."sColoreesFermees"`,
    aOuvertes: sql`c."aOuvertes"`,
    aFermees: sql`c."aFermees"`,
    aColoreesOuvertes: sql`c."aColoreesOuvertes"`,
    aColoreesFermees: sql`c."aColoreesFermees"`,
    sOuvertes2023: sql`c."sOuvertes2023"`,
    sFermees2023: sql`c."sFermees2023"`,
    aOuvertes2023: sql`c."aOuvertes2023"`,
    aFermees2023: sql`c."aFermees2023"`,
    iOuvertes: sql`c."iOuvertes"`,
    iFermees: sql`c."iFermees"`,
    iColoreesOuvertes: sql`c."iColoreesOuvertes"`,
    iColoreesFermees: sql`c."iColoreesFermees"`,
  },
};

/** Each measure taken again from the row `l`: written out, as SQL is never made of a variable; the type says that none is missing. */
export const MESURES_REPRISES: Record<ChampMesure, Prisma.Sql> = {
  sOuvertes: sql`"sOuvertes" = l."sOuvertes"`,
  sFermees: sql`"sFermees" = l."sFermees"`,
  sColoreesOuvertes: sql`"sColoreesOuvertes" = l."sColoreesOuvertes"`,
  sColoreesFermees: sql`"sColoreesFermees" = l."sColoreesFermees"`,
  aOuvertes: sql`"aOuvertes" = l."aOuvertes"`,
  aFermees: sql`"aFermees" = l."aFermees"`,
  aColoreesOuvertes: sql`"aColoreesOuvertes" = l."aColoreesOuvertes"`,
  aColoreesFermees: sql`"aColoreesFermees" = l."aColoreesFermees"`,
  sOuvertes2023: sql`"sOuvertes2023" = l."sOuvertes2023"`,
  sFermees2023: sql`"sFermees2023" = l."sFermees2023"`,
  aOuvertes2023: sql`"aOuvertes2023" = l."aOuvertes2023"`,
  aFermees2023: sql`"aFermees2023" = l."aFermees2023"`,
  iOuvertes: sql`"iOuvertes" = l."iOuvertes"`,
  iFermees: sql`"iFermees" = l."iFermees"`,
  iColoreesOuvertes: sql`"iColoreesOuvertes" = l."iColoreesOuvertes"`,
  iColoreesFermees: sql`"iColoreesFermees" = l."iColoreesFermees"`,
};
