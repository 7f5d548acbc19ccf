export { partir as GET } from "@/lib/server/session";
