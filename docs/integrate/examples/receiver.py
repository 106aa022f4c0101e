import base64, hashlib, hmac, json, os, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
key = base64.b64decode(os.environ["PASSERELLE_SECRET"].removeprefix("whsec_"))
seen = set()  # Keep it in your database, in the transaction that stores the vendor.

class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        id, at = self.headers.get("webhook-id", ""), self.headers.get("webhook-timestamp", "0")
        mine = "v1," + base64.b64encode(hmac.new(key, f"{id}.{at}.".encode() + body, hashlib.sha256).digest()).decode()
        genuine = any(hmac.compare_digest(mine, s) for s in self.headers.get("webhook-signature", "").split())
        if not genuine or abs(time.time() - int(at)) > 300: return self.answer(401)
        events = json.loads(body) if body.startswith(b"[") else [json.loads(body)]  # a batch, or one event
        if events[0]["type"] == "endpoint.challenge.v1": return self.answer(200, json.dumps(events[0]["data"]))
        for e in events:
            if e["id"] not in seen: seen.add(e["id"]); print(e["sequence"], e["type"], e["subject"], flush=True)
        self.answer(204)
    def answer(self, status, text=""):
        self.send_response(status); self.end_headers(); self.wfile.write(text.encode())

ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", 8081))), Receiver).serve_forever()
