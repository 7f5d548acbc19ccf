"use server";
import { demandeImportReference } from "@/lib/schemas/referentiels";
import { action } from "@/lib/server/action";
import { abandonnerImport, appliquerImport } from "@/lib/server/referentiels/appliquer-import";

export const appliquer = action({
  nom: "reference.importer",
  schema: demandeImportReference,
  executer: appliquerImport,
  revalider: () => [["/administration/referentiels", "layout"]],
});

export const abandonner = action({
  nom: "reference.abandonner",
  schema: demandeImportReference,
  executer: abandonnerImport,
  revalider: () => [["/administration/referentiels", "layout"]],
});
