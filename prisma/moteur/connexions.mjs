// Connections of the schema engine: the server named by DATABASE_URL, and PGlite in memory for everything else.

import { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaPGlite } from "pglite-prisma-adapter";

/** OID of PostgreSQL's one-byte "char", used all over pg_catalog, which @prisma/adapter-pg cannot decode; bpchar is alike. */
const OID_CHAR = 18;
const OID_BPCHAR = 1042;

/**
 * Runs a script whole. The adapters do not: PGlite's does not await it, so that an error would be lost and the migration
 * recorded as applied; PostgreSQL's cuts it at every « ; », function bodies included.
 */
function scriptEntier(connexion, executer) {
  connexion.executeScript = async (script) => {
    await executer(script);
  };
  return connexion;
}

function lireCharCommeTexte() {
  const origine = pg.Result.prototype.addFields;
  pg.Result.prototype.addFields = function addFields(champs) {
    for (const champ of champs) if (champ.dataTypeID === OID_CHAR) champ.dataTypeID = OID_BPCHAR;
    return origine.call(this, champs);
  };
}

/** Each memory database is its own: the shadow database must start empty. */
async function ouvrirMemoire(ouvertes) {
  const client = await PGlite.create();
  ouvertes.push(client);
  const connexion = await new PrismaPGlite(client).connect();
  return scriptEntier(connexion, (script) => client.exec(script));
}

/**
 * The shadow database is always PGlite in memory, so that the server's account needs no right to create databases.
 * Without a server, so is the main one: enough to validate, generate and diff. The application's own runner
 * (lib/server/base) migrates the PGlite folder, under its lock.
 */
export function connexions(url) {
  const ouvertes = [];
  const memoire = new PrismaPGlite(undefined);
  const surServeur = /^postgres(ql)?:/.test(url) && !/@pglite\b/.test(url);
  if (surServeur) lireCharCommeTexte();
  const fabrique = {
    provider: memoire.provider,
    adapterName: memoire.adapterName,
    async connect() {
      if (!surServeur) return ouvrirMemoire(ouvertes);
      const connexion = await new PrismaPg({ connectionString: url }).connect();
      return scriptEntier(connexion, (script) => connexion.underlyingDriver().query(script));
    },
    connectToShadowDb: () => ouvrirMemoire(ouvertes),
  };
  return {
    fabrique,
    async fermer() {
      for (const client of ouvertes) await client.close();
    },
  };
}
