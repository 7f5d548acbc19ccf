"use server";
import { demandeImportCarte } from "@/lib/schemas/imports-carte";
import { action } from "@/lib/server/action";
import { abandonnerImport } from "@/lib/server/carte/import/abandonner-import";
import { appliquerImport } from "@/lib/server/carte/import/appliquer-import";

export const appliquer = action({
  nom: "carte.appliquer_import",
  schema: demandeImportCarte,
  executer: (agent, demande, maintenant) => appliquerImport(agent, demande, maintenant),
  revalider: () => [["/carte", "layout"]],
});

export const abandonner = action({
  nom: "carte.abandonner_import",
  schema: demandeImportCarte,
  executer: abandonnerImport,
  revalider: () => [["/carte/imports", "layout"]],
});
