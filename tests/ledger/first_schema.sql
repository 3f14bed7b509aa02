-- A ledger as the first schema (0001) had it; never change this file: it is what old ledgers look like.
BEGIN TRANSACTION;
CREATE TABLE attack_counts (
	process TEXT NOT NULL, 
	day DATE NOT NULL, 
	actor TEXT NOT NULL, 
	source TEXT NOT NULL, 
	coder TEXT NOT NULL, 
	known DATE NOT NULL, 
	attacks INTEGER NOT NULL, 
	PRIMARY KEY (process, day, actor, source, coder, known)
);
INSERT INTO "attack_counts" VALUES('p','2031-04-20','brenn','Daily','embedded','2031-04-22',1);
CREATE TABLE claims (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	report TEXT NOT NULL, 
	reading INTEGER NOT NULL, 
	coder TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	value TEXT, 
	factuality TEXT NOT NULL, 
	sure BOOLEAN NOT NULL, 
	confidence FLOAT NOT NULL, 
	first_day DATE, 
	last_day DATE, 
	known DATE NOT NULL, 
	actors TEXT NOT NULL, 
	targets TEXT NOT NULL, 
	quote_start INTEGER NOT NULL, 
	quote_end INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	superseded_at DATETIME, 
	held_by TEXT, 
	FOREIGN KEY(reading) REFERENCES readings (seq), 
	FOREIGN KEY(report) REFERENCES reports (id)
);
INSERT INTO "claims" VALUES(1,'c6e755a57af11','r1',1,'embedded','response','accepted','asserted',0,0.0,'2031-04-21','2031-04-21','2031-04-22','|ardel|','|',20,52,'{"report":"r1","quote":{"start":20,"end":52},"text":"Ardel accepted the ten-day pause","kind":"response","value":"accepted","actors":["ardel"],"targets":[],"speaker":null,"direct":false,"factuality":"asserted","when":{"edtf":"2031-04-21","basis":"explicit","span":null},"object":"ten-day pause","plover":null,"cameo":null,"actor_spans":[],"target_spans":[],"attribution":[],"rule":"","coder":"embedded","confidence":0.0,"sure":false,"alternatives":[]}','2031-05-01 12:00:02.000000',NULL,NULL);
INSERT INTO "claims" VALUES(2,'cd71bcae76f1d','r1',1,'embedded','attack','single','asserted',0,0.0,'2031-04-20','2031-04-20','2031-04-22','|brenn|','|',64,84,'{"report":"r1","quote":{"start":64,"end":84},"text":"Shells fell on Ostra","kind":"attack","value":"single","actors":["brenn"],"targets":[],"speaker":null,"direct":false,"factuality":"asserted","when":{"edtf":"2031-04-20","basis":"explicit","span":null},"object":null,"plover":null,"cameo":null,"actor_spans":[],"target_spans":[],"attribution":[],"rule":"","coder":"embedded","confidence":0.0,"sure":false,"alternatives":[]}','2031-05-01 12:00:02.000000',NULL,NULL);
CREATE TABLE goodoffices_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT goodoffices_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "goodoffices_version" VALUES('0001');
CREATE TABLE judgements (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	about TEXT NOT NULL, 
	process TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	verdict TEXT NOT NULL, 
	reviewer TEXT NOT NULL, 
	decided DATETIME NOT NULL, 
	reason TEXT NOT NULL, 
	changes TEXT NOT NULL, 
	becomes TEXT, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT ux_judgements_version UNIQUE (subject, about, process, version)
);
INSERT INTO "judgements" VALUES(1,'claim','','c6e755a57af11',1,'accept','anna','2031-05-02 00:00:00.000000','seen the statement','[]',NULL,'2031-05-01 12:00:03.000000');
CREATE TABLE processes (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	edited_by TEXT, 
	reason TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	superseded_at DATETIME, 
	CONSTRAINT ux_processes_version UNIQUE (id, version)
);
INSERT INTO "processes" VALUES(1,'p',1,'{"id":"p","name":"Ardel and Brenn","parties":["ardel","brenn"],"mediators":[],"aliases":[],"named_by":null}',NULL,'','2031-05-01 12:00:01.000000',NULL);
CREATE TABLE readings (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	report TEXT NOT NULL, 
	coder TEXT NOT NULL, 
	version TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	kept TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	superseded_at DATETIME, 
	FOREIGN KEY(report) REFERENCES reports (id)
);
INSERT INTO "readings" VALUES(1,'r1','embedded','1','22cb285a4dbb0468cad636d3aa621037da2c9adf7e326660ab77ecbb0f454933','[]','2031-05-01 12:00:02.000000',NULL);
CREATE TABLE record_claims (
	process TEXT NOT NULL, 
	record TEXT NOT NULL, 
	claim TEXT NOT NULL, 
	report TEXT NOT NULL, 
	PRIMARY KEY (process, record, claim)
);
INSERT INTO "record_claims" VALUES('p','D1','c6e755a57af11','r1');
CREATE TABLE record_keys (
	process TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (process, "key", record)
);
INSERT INTO "record_keys" VALUES('p','ardel','D1');
CREATE TABLE records (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	process TEXT NOT NULL, 
	id TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	type TEXT NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE, 
	known_first DATE NOT NULL, 
	known_last DATE NOT NULL, 
	body TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	superseded_at DATETIME, 
	CONSTRAINT ux_records_version UNIQUE (process, id, version)
);
INSERT INTO "records" VALUES(1,'p','D1',1,'demand','2031-04-22',NULL,'2031-04-22','2031-04-22','{"id":"D1","process":"p","evidence":[{"id":"c6e755a57af11","report":"r1","outlet":null,"origin":null,"copy_of":null,"known":"2031-04-22","recorded":null,"speaker":null,"direct":false,"actors":[],"quote":null,"text":"","value":null,"when":null,"factuality":"asserted","basis":"statement","sure":true,"reviewed":false,"withdrawn":null}],"party":"ardel","content":"a road","firmness":"stated","addressees":[],"when":null,"track":"other","speaker":null}','2031-05-01 12:00:04.000000',NULL);
CREATE TABLE report_processes (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	report TEXT NOT NULL, 
	process TEXT NOT NULL, 
	added_by TEXT, 
	recorded_at DATETIME NOT NULL, 
	removed_at DATETIME, 
	removed_by TEXT, 
	FOREIGN KEY(report) REFERENCES reports (id)
);
INSERT INTO "report_processes" VALUES(1,'r1','p',NULL,'2031-05-01 12:00:02.000000',NULL,NULL);
CREATE TABLE reports (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	sha256_text TEXT NOT NULL, 
	sha256_bytes TEXT NOT NULL, 
	text TEXT NOT NULL, 
	passages TEXT NOT NULL, 
	published DATE, 
	known DATE NOT NULL, 
	outlet TEXT, 
	outlet_domain TEXT, 
	url TEXT, 
	title TEXT, 
	origin TEXT, 
	language TEXT, 
	media_type TEXT NOT NULL, 
	source_name TEXT, 
	retrieved DATETIME, 
	sensitivity TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	UNIQUE (fingerprint), 
	UNIQUE (id)
);
INSERT INTO "reports" VALUES(1,'r1','296fe506743dc583e0341d9684d98fb71bb82bdf503b1e00acf4a299c4a0f917','57840a86e6e9f2b2896cb17470f3fd75d48bd90fec5e4b65b7d4e0d6e5e1f4a0','','Ardel accepts pause
Ardel accepted the ten-day pause on Monday. Shells fell on Ostra.','[{"span":{"start":0,"end":19},"role":"title"}]','2031-04-22','2031-04-22','Daily','daily.example',NULL,'Ardel accepts pause',NULL,NULL,'text/plain',NULL,NULL,'public','2031-05-01 12:00:02.000000');
CREATE INDEX ix_judgements_becomes ON judgements (becomes);
CREATE UNIQUE INDEX ux_processes_current ON processes (id) WHERE superseded_at IS NULL;
CREATE INDEX ix_record_claims_claim ON record_claims (claim);
CREATE INDEX ix_record_claims_report ON record_claims (report);
CREATE INDEX ix_record_keys_record ON record_keys (process, record);
CREATE INDEX ix_records_board ON records (process, type, first_day, known_first, seq) WHERE superseded_at IS NULL;
CREATE INDEX ix_records_id ON records (id);
CREATE UNIQUE INDEX ux_records_current ON records (process, id) WHERE superseded_at IS NULL;
CREATE INDEX ix_reports_known ON reports (known);
CREATE INDEX ix_reports_not_public ON reports (sensitivity) WHERE sensitivity <> 'public';
CREATE INDEX ix_reports_sha256_text ON reports (sha256_text);
CREATE UNIQUE INDEX ux_readings_current ON readings (report, coder) WHERE superseded_at IS NULL;
CREATE INDEX ix_report_processes_report ON report_processes (report);
CREATE UNIQUE INDEX ux_report_processes_current ON report_processes (process, report) WHERE removed_at IS NULL;
CREATE INDEX ix_claims_held_by ON claims (held_by) WHERE held_by IS NOT NULL;
CREATE INDEX ix_claims_id ON claims (id);
CREATE INDEX ix_claims_kind ON claims (kind, first_day) WHERE superseded_at IS NULL;
CREATE INDEX ix_claims_report ON claims (report);
CREATE INDEX ix_claims_report_kind ON claims (report, kind) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX ux_claims_current ON claims (id) WHERE superseded_at IS NULL;
COMMIT;
