export { gestionnaireAuth as GET, gestionnaireAuth as POST } from "@/lib/server/session";
