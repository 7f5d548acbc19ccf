/** Command-line options through node:util, with its English errors put into French. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { ErreurUsage } from "./commande";

type Options = NonNullable<ParseArgsConfig["options"]>;

const enFrancais = (erreur: unknown): string => {
  const { code, message } = erreur as { code?: string; message?: string };
  const nom = /'(-[^' <]*)/.exec(message ?? "")?.[1] ?? "";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return `Option inconnue : ${nom}`;
  if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE")
    return /does not take/.test(message ?? "")
      ? `L’option ${nom} ne prend pas de valeur.`
      : `L’option ${nom} attend une valeur.`;
  return "Arguments illisibles.";
};

/** Reads options and exactly the named arguments (`["FICHIER"]`); anything else is bad usage. */
export function lireArguments<O extends Options>(args: string[], options: O, noms: readonly string[]) {
  let lus: ReturnType<typeof parseArgs<{ options: O; allowPositionals: true; strict: true }>>;
  try {
    lus = parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (erreur) {
    throw new ErreurUsage(enFrancais(erreur));
  }
  const { positionals } = lus;
  const manquant = noms[positionals.length];
  if (manquant !== undefined) throw new ErreurUsage(`Il manque un argument : ${manquant}`);
  if (positionals.length > noms.length) throw new ErreurUsage(`Argument en trop : ${positionals[noms.length]}`);
  return { options: lus.values, arguments: positionals };
}
