import { describe, expect, test, vi } from "vitest";
import { lireAdresse } from "@/lib/server/debit/adresse-client";
import { ecrireAttente } from "@/lib/server/debit/consommer";

vi.mock("next/headers", () => ({ headers: async () => new Headers() }));

describe("l’adresse de qui demande", () => {
  test.each([
    ["sans mandataire déclaré, rien n’est cru", "203.0.113.9", 0, null],
    ["un mandataire : la dernière, qu’il a vue lui-même", "1.1.1.1, 203.0.113.9", 1, "203.0.113.9"],
    ["deux mandataires : l’avant-dernière", "9.9.9.9, 203.0.113.9, 10.0.0.1", 2, "203.0.113.9"],
    ["moins d’adresses que de mandataires", "203.0.113.9", 2, null],
    ["un port à la suite", "203.0.113.9:4711", 1, "203.0.113.9"],
    ["IPv6 : le réseau de la machine", "2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2::/64"],
    ["IPv6 abrégée", "2001:db8::1", 1, "2001:db8:0:0::/64"],
    ["IPv6 entre crochets, avec un port", "[2001:DB8:0:7::9]:443", 1, "2001:db8:0:7::/64"],
    ["IPv4 écrite en IPv6", "::ffff:203.0.113.9", 1, "203.0.113.9"],
    ["ce qui n’est pas une adresse", "unknown", 1, null],
    ["du vide", "", 1, null],
    ["un en-tête absent", null, 1, null],
  ])("%s", (_, enTete, mandataires, attendue) => expect(lireAdresse(enTete, mandataires)).toBe(attendue));
});

test.each([
  [1, "1 seconde"],
  [42, "42 secondes"],
  [119, "119 secondes"],
  [121, "3 minutes"],
  [7_199, "120 minutes"],
  [86_400, "24 heures"],
])("%i s s’écrit « %s »", (secondes, attendu) => expect(ecrireAttente(secondes)).toBe(attendu));
